package sc.fiji.img2img.onnx;

import java.io.IOException;

/** Prints a line, loads ONNX Runtime, and stays or ends; a program of its own, to be killed. */
final class LoadingProbe {

	private LoadingProbe() {}

	public static void main(String... arguments) throws IOException {
		System.out.println("loading");
		NativeLibraries.load();
		if (arguments[0].equals("stay")) System.in.read();
	}
}
