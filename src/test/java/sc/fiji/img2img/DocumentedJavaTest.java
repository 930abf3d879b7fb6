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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java that users are shown compiles, and runs: with a tiny model, and images that are small. */
@Tag("slow")
class DocumentedJavaTest {

	private static final String IMPORTS = "import ij.*; import java.nio.file.*; import java.util.function.*; import net.imglib2.*; " +
		"import net.imglib2.converter.*; import net.imglib2.loops.*; import net.imglib2.type.logic.*; import net.imglib2.util.*; " +
		"import net.imglib2.view.*; import net.imglib2.img.*; import net.imglib2.img.array.*; " +
		"import net.imglib2.type.numeric.integer.*; import sc.fiji.img2img.*; import sc.fiji.img2img.image.*; " +
		"import sc.fiji.img2img.model.*; import sc.fiji.img2img.run.*; import sc.fiji.img2img.tensor.*; ";

	/** What is in the place of users' files and of large images. */
	private static final Map<String, String> OTHERS = Map.of("EmbeddedModel.directory\\(\\)", "Path.of(MODEL)",
		"Path.of\\(\"[^\"]*sd15[^\"]*\"\\)", "Path.of(MODEL)", "IJ.openImage\\(\"[^\"]*\"\\)", "IJ.openImage(IMAGE)",
		"\"cells-img2img.tif\"", "IMAGE", "512, 512, 20", "64, 64, 2", "20000, 20000", "300, 200", "10000, 10000", "200, 100",
		"\\w+\\.image\\(\\).show\\(\\);", "");

	@TempDir
	private static Path folder;

	@TestFactory
	Stream<DynamicTest> runs() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		Documentation.find("^```java\n((?:.*\n)*?)```").forEach((place, block) -> tests.add(dynamicTest(place, () -> {
			compile(block.group(1));
			run(block.group(1));
		})));
		assertFalse(tests.isEmpty());
		return tests.stream();
	}

	private static void run(String lines) throws Exception {
		String image = TestImages.write(TestImages.bytes(64, 64), folder.resolve("cells.tif")).toString();
		String small = lines;
		for (Map.Entry<String, String> other : OTHERS.entrySet())
			small = small.replaceAll(other.getKey(), other.getValue());
		compile("String MODEL = \"" + TestModels.get("sd15") + "\"; String IMAGE = \"" + image + "\";\n" + small);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, DocumentedJavaTest.class
			.getClassLoader()))
		{
			Object shown = loader.loadClass("Shown").getConstructor().newInstance();
			shown.getClass().getMethod("run").invoke(shown);
		}
	}

	private static void compile(String lines) {
		String source = IMPORTS + "public class Shown { public void run() throws Exception {\n" + lines + "\n} }";
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter said = new StringWriter();
		boolean compiled = compiler.getTask(said, null, null, List.of("-proc:none", "-d", folder.toString(), "-cp", System
			.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))), null, List.of(new SimpleJavaFileObject(
				URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE)
		{

				@Override
				public CharSequence getCharContent(boolean ignoreEncodingErrors) {
					return source;
				}
			})).call();
		assertEquals(true, compiled, said.toString());
	}
}
