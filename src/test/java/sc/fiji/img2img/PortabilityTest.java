package sc.fiji.img2img;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import ij.IJ;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.device.provider.Libraries;

/** Tests pass on any machine: they wait for events and not for the clock, and speak no language but Java's own. */
class PortabilityTest {

	private static final JavaClasses TESTS = new ClassFileImporter().importUrl(PortabilityTest.class.getProtectionDomain()
		.getCodeSource().getLocation());

	@Test
	void testsWaitForEvents() {
		noClasses().should().callMethod(Thread.class, "sleep", long.class) //
			.orShould().callMethod(Thread.class, "sleep", long.class, int.class) //
			.orShould().callMethod(TimeUnit.class, "sleep", long.class) //
			.orShould().callMethod(IJ.class, "wait", int.class) //
			.orShould().callMethod(Process.class, "waitFor", long.class, TimeUnit.class) //
			.because("machines are faster and slower than this one").check(TESTS);
	}

	@Test
	void testsReadAndWriteInNoLanguage() {
		noClasses().should().callMethod(String.class, "format", String.class, Object[].class) //
			.orShould().callMethod(String.class, "toLowerCase") //
			.orShould().callMethod(String.class, "toUpperCase") //
			.orShould().callMethod(String.class, "getBytes") //
			.because("the user's language is not ours").check(TESTS);
	}

	@Test
	void programsAreStartedWithoutTheUsersSettings() {
		noClasses().that().areNotAssignableTo(ChildJvm.class).and().areNotAssignableTo(Libraries.class) //
			.and().resideOutsideOfPackage("..benchmark..") //
			.should().callConstructor(ProcessBuilder.class, String[].class) //
			.orShould().callConstructor(ProcessBuilder.class, List.class) //
			.because("a Java of its own sees the user's home, and ChildJvm hides it").check(TESTS);
	}
}
