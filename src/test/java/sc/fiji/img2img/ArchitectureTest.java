package sc.fiji.img2img;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the house in order: who may know whom. */
@AnalyzeClasses(packages = "sc.fiji.img2img", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule onlyCommandsAndCliKnowWindows = noClasses()
		.that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..")
		.should().dependOnClassesThat().resideInAPackage("ij.gui..")
		.orShould().dependOnClassesThat().haveFullyQualifiedName("ij.WindowManager")
		.because("everything below the commands runs without ImageJ's windows");

	@ArchTest
	static final ArchRule packagesFormNoCycles = slices()
		.matching("sc.fiji.(img2img.**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule nothingKnowsTheFrontEnds = noClasses()
		.that().resideOutsideOfPackages("..img2img.command..", "..img2img.cli..")
		.should().dependOnClassesThat().resideInAnyPackage("..img2img.command..", "..img2img.cli..")
		.because("the dialog and the command line are ways in, not parts of the engine");
}
