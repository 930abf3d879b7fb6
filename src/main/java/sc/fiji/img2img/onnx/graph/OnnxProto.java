/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.onnx.graph;

/** The numbers of those fields of onnx.proto that are read or written here, message by message, under their names there. */
final class OnnxProto {

	private OnnxProto() {
		// NB: numbers only.
	}

	interface ModelProto {

		int IR_VERSION = 1;
		int GRAPH = 7;
		int OPSET_IMPORT = 8;
		int FUNCTIONS = 25;
	}

	interface OperatorSetIdProto {

		int DOMAIN = 1;
		int VERSION = 2;
	}

	interface FunctionProto {

		int NAME = 1;
		int INPUT = 4;
		int OUTPUT = 5;
		int NODE = 7;
		int DOMAIN = 9;
	}

	interface GraphProto {

		int NODE = 1;
		int NAME = 2;
		int INITIALIZER = 5;
		int INPUT = 11;
		int OUTPUT = 12;
		int SPARSE_INITIALIZER = 15;
	}

	interface NodeProto {

		int INPUT = 1;
		int OUTPUT = 2;
		int NAME = 3;
		int OP_TYPE = 4;
		int ATTRIBUTE = 5;
		int DOMAIN = 7;
		int METADATA_PROPS = 9;
	}

	interface AttributeProto {

		int NAME = 1;
		int F = 2;
		int I = 3;
		int S = 4;
		int T = 5;
		int G = 6;
		int INTS = 8;
		int TENSORS = 10;
		int GRAPHS = 11;
		int TYPE = 20;
		int SPARSE_TENSOR = 22;
		int SPARSE_TENSORS = 23;

		/** Values of {@link #TYPE}. */
		int TYPE_FLOAT = 1;
		int TYPE_INT = 2;
		int TYPE_STRING = 3;
		int TYPE_INTS = 7;
	}

	interface TensorProto {

		int DIMS = 1;
		int DATA_TYPE = 2;
		int FLOAT_DATA = 4;
		int INT32_DATA = 5;
		int INT64_DATA = 7;
		int NAME = 8;
		int RAW_DATA = 9;
		int DOUBLE_DATA = 10;
		int EXTERNAL_DATA = 13;
		int DATA_LOCATION = 14;

		/** The value of {@link #DATA_LOCATION} for elements in another file. */
		int EXTERNAL = 1;
	}

	interface SparseTensorProto {

		int VALUES = 1;
		int INDICES = 2;
	}

	interface StringStringEntryProto {

		int KEY = 1;
		int VALUE = 2;
	}

	interface ValueInfoProto {

		int NAME = 1;
		int TYPE = 2;
	}

	interface TypeProto {

		int TENSOR_TYPE = 1;

		/** The message in {@link #TENSOR_TYPE}. */
		interface Tensor {

			int ELEM_TYPE = 1;
			int SHAPE = 2;
		}
	}

	interface TensorShapeProto {

		int DIM = 1;

		/** The message in {@link #DIM}. */
		interface Dimension {

			int DIM_VALUE = 1;
		}
	}
}
