import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from microdiff.export import halved
from microdiff.restore import weights_of


def test_weights_come_back_under_the_names_of_their_modules(tmp_path):
	matrix = np.random.default_rng(0).normal(size=(64, 32)).astype(np.float16).astype(np.float32)
	scale, shift = np.arange(32, dtype=np.float32), np.ones(32, dtype=np.float32)
	nodes = [
		helper.make_node("MatMul", ["x", "onnx::MatMul_7"], ["m"], name="/block.0/to_q/MatMul"),
		helper.make_node("Mul", ["m", "onnx::Mul_8"], ["s"], name="/block.0/norm/Mul"),
		helper.make_node("Add", ["s", "onnx::Add_9"], ["y"], name="/block.0/norm/Add"),
	]
	graph = helper.make_graph(
		nodes,
		"block",
		[helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 64])],
		[helper.make_tensor_value_info("y", TensorProto.FLOAT, [2, 32])],
		[
			numpy_helper.from_array(matrix, "onnx::MatMul_7"),
			numpy_helper.from_array(scale[None], "onnx::Mul_8"),
			numpy_helper.from_array(shift[None], "onnx::Add_9"),
		],
	)
	model = halved(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8))
	onnx.save(model, tmp_path / "model.onnx")
	values = weights_of(tmp_path / "model.onnx")
	assert np.array_equal(values["block.0.to_q.weight"].numpy(), matrix.T)
	assert np.array_equal(values["block.0.norm.weight"].numpy(), scale)
	assert np.array_equal(values["block.0.norm.bias"].numpy(), shift)
