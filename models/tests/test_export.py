import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from microdiff.export import halved


def test_halved_weights_compute_as_rounded_weights_do():
	weight = np.random.default_rng(0).normal(size=(64, 32)).astype(np.float32)
	bias = np.arange(32, dtype=np.float32) / 7
	graph = helper.make_graph(
		[helper.make_node("MatMul", ["x", "w"], ["m"]), helper.make_node("Add", ["m", "b"], ["y"])],
		"linear",
		[helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 64])],
		[helper.make_tensor_value_info("y", TensorProto.FLOAT, [2, 32])],
		[numpy_helper.from_array(weight, "w"), numpy_helper.from_array(bias, "b")],
	)
	model = halved(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8))
	kinds = {tensor.name: tensor.data_type for tensor in model.graph.initializer}
	assert kinds == {"w.half": TensorProto.FLOAT16, "b": TensorProto.FLOAT}
	session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
	x = np.random.default_rng(1).normal(size=(2, 64)).astype(np.float32)
	expected = x @ weight.astype(np.float16).astype(np.float32) + bias
	assert np.allclose(session.run(None, {"x": x})[0], expected, atol=1e-5)
	onnx.checker.check_model(model)
