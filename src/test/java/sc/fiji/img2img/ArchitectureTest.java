package sc.fiji.img2img;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Formatter;

import org.junit.jupiter.api.Test;

/** Keeps the house in order: who may know whom. */
class ArchitectureTest {

	// NB: checked in plain tests, since Surefire does not run those of ArchUnit's own engine.
	private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(Img2Img.class.getProtectionDomain()
		.getCodeSource().getLocation());

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
	void nothingKnowsTheFrontEnds() {
		noClasses().that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..") //
			.should().dependOnClassesThat().resideInAnyPackage("..img2img.command..", "..img2img.cli..") //
			.because("the dialog and the command line are ways in, not parts of the engine").check(CLASSES);
	}
}
