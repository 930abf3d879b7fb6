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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Formatter;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Keeps the house in order: who may know whom. */
class ArchitectureTest {

	// NB: checked in plain tests, since Surefire does not run those of ArchUnit's own engine.
	private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(Img2Img.class.getProtectionDomain()
		.getCodeSource().getLocation());

	private static final String HOUSE = "sc.fiji.img2img";

	/**
	 * The floors of the house from top to bottom, each with its rooms, which may know each other as long as that makes no
	 * circle. What is in a room without a line of its own is where the room around it is.
	 */
	private static final List<List<String>> FLOORS = List.of( //
		List.of("command", "cli"), //
		List.of("batch"), //
		List.of("grid"), //
		List.of(""), //
		List.of("diffusion.family"), //
		List.of("diffusion"), //
		List.of("diffusion.scheduler", "lora", "tile"), //
		List.of("device"), List.of("device.selftest"), List.of("device.provider"), List.of("device.install"), //
		List.of("image", "model", "network", "text"), //
		List.of("onnx"), List.of("onnx.rewrite"), List.of("onnx.graph"), //
		List.of("random", "tensor.file", "xmp"), //
		List.of("io"), //
		List.of("run"), //
		List.of("tensor"));

	@Test
	void theHouseIsSeen() {
		assertTrue(CLASSES.contain(Img2Img.class));
		assertTrue(CLASSES.contain("sc.fiji.img2img.cli.Img2ImgApp"));
	}

	@Test
	void onlyCommandsAndCliKnowWindows() {
		noClasses().that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..") //
			.should().dependOnClassesThat().resideInAPackage("ij.gui..") //
			.orShould().dependOnClassesThat().haveFullyQualifiedName("ij.WindowManager") //
			.because("everything below the commands runs without ImageJ's windows").check(CLASSES);
	}

	@Test
	void noTextDependsOnTheLanguageOfTheSystem() {
		noClasses().should().callMethod(String.class, "format", String.class, Object[].class) //
			.orShould().callMethod(PrintWriter.class, "printf", String.class, Object[].class) //
			.orShould().callMethod(PrintWriter.class, "format", String.class, Object[].class) //
			.orShould().callMethod(PrintStream.class, "printf", String.class, Object[].class) //
			.orShould().callMethod(PrintStream.class, "format", String.class, Object[].class) //
			.orShould().callConstructor(Formatter.class).orShould().callConstructor(Formatter.class, Appendable.class) //
			.orShould().callMethod(String.class, "toLowerCase").orShould().callMethod(String.class, "toUpperCase") //
			.because("digits and letters are the same under every language setting").check(CLASSES);
	}

	@Test
	void packagesFormNoCycles() {
		slices().matching("sc.fiji.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void theLoopKnowsNoFamily() {
		noClasses().that().resideInAPackage("..img2img.diffusion") //
			.should().dependOnClassesThat().resideInAnyPackage("..img2img.diffusion.family..", "..img2img.model..",
				"..img2img.text..", "..img2img.onnx.graph..", "..img2img.onnx.rewrite..") //
			.because("all that is true of one family only stands in the family's class").check(CLASSES);
	}

	@Test
	void whatRunsImagesIsHandedToBatches() {
		noClasses().that().resideInAPackage("..img2img.batch..") //
			.should().dependOnClassesThat().resideInAnyPackage("..img2img.device..", "..img2img.onnx..", "..img2img.diffusion..") //
			.because("a batch goes with whatever runs images").check(CLASSES);
	}

	@Test
	void packetsInImageFilesKnowNothingOfTheRest() {
		noClasses().that().resideInAPackage("..img2img.xmp..") //
			.should().dependOnClassesThat().resideOutsideOfPackages("..img2img.xmp..", "java..", "javax..", "org.w3c..", "org.xml..") //
			.because("XMP is a format of its own").check(CLASSES);
	}

	@Test
	void nothingKnowsTheFrontEnds() {
		noClasses().that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..") //
			.should().dependOnClassesThat().resideInAnyPackage("..img2img.command..", "..img2img.cli..") //
			.because("the dialog and the command line are ways in, not parts of the engine").check(CLASSES);
	}

	@Test
	void arrowsGoDownOnly() {
		List<String> arrowsUp = CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()) //
			.filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(HOUSE)) //
			.filter(arrow -> floor(arrow.getTargetClass()) < floor(arrow.getOriginClass())) //
			.map(Dependency::getDescription).collect(Collectors.toList());
		assertEquals(List.of(), arrowsUp);
	}

	@Test
	void onlyTheEdgesKnowImageJ() {
		noClasses().that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..", "..img2img.batch..", "..img2img.grid..",
			"..img2img.image.ij..").and().doNotBelongToAnyOf(Img2Img.class) //
			.should().dependOnClassesThat().resideInAPackage("ij..") //
			.because("pixels are ImgLib2's once they are in").check(CLASSES);
	}

	@Test
	void devicesAreChosenAboveWhatRunsOnThem() {
		noClasses().that().resideOutsideOfPackages(HOUSE, "..img2img.command..", "..img2img.cli..", "..img2img.device..") //
			.should().dependOnClassesThat().resideInAPackage("..img2img.device..") //
			.because("models and networks run wherever they are put").check(CLASSES);
	}

	@Test
	void librariesAreKnownWhereTheyAreNeeded() {
		noClasses().that().resideOutsideOfPackages("..img2img.onnx..", "..img2img.device..") //
			.should().dependOnClassesThat().resideInAPackage("ai.onnxruntime") //
			.because("graphs run behind sessions of our own").check(CLASSES);
		noClasses().that().resideOutsideOfPackage("..img2img.cli..").should().dependOnClassesThat().resideInAPackage(
			"picocli..").because("only the command line has options").check(CLASSES);
		noClasses().that().resideOutsideOfPackage("..img2img.command..").should().dependOnClassesThat().resideInAnyPackage(
			"org.scijava.command..", "org.scijava.module..", "org.scijava.plugin..", "org.scijava.widget..", "javax.swing..") //
			.because("only the commands have parameters and dialogs").check(CLASSES);
	}

	/** How far down a class is, counted from the top. */
	private static int floor(JavaClass type) {
		String room = type.getPackageName().substring(HOUSE.length()).replaceFirst("^\\.", "");
		for (String around = room; !around.isEmpty(); around = around.replaceFirst("\\.?[^.]*$", ""))
			for (List<String> floor : FLOORS)
				if (floor.contains(around)) return FLOORS.indexOf(floor);
		assertEquals("", room, "no floor of this test has that room");
		return FLOORS.indexOf(List.of(""));
	}
}
