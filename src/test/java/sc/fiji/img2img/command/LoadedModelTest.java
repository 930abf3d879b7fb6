package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.PluginInstaller;
import sc.fiji.img2img.diffusion.RunListener;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.InferenceException;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;

/** The model that stays loaded, and what is said of the device that runs it. */
class LoadedModelTest {

	@TempDir
	private Path folder;

	private final List<String> notes = new ArrayList<>();

	@BeforeEach
	void useFolders() {
		System.setProperty("img2img.devices", folder.resolve("devices").toString());
		System.setProperty("img2img.cache", folder.resolve("cache").toString());
		LoadedModel.close();
	}

	@AfterEach
	void forgetFolders() {
		System.clearProperty("img2img.devices");
		System.clearProperty("img2img.cache");
		LoadedModel.close();
	}

	@Test
	void whyNoBetterDeviceIsTakenIsSaidOnce() throws IOException {
		PluginInstaller.here().offer(InstallableWheel.write(folder)).accept(line -> {});
		use(img2img -> img2img);
		use(img2img -> img2img);
		assertEquals(1, notes.size(), notes.toString());
		assertTrue(notes.get(0).startsWith("Device: CPU (ONNX Runtime cannot load WebGPU " + InstallableWheel.VERSION + " ("),
			notes.toString());
		String shown = SettingsDialog.ranOn(LoadedModel.device().orElseThrow());
		assertTrue(shown.startsWith("Ran last on CPU (ONNX Runtime cannot load WebGPU "), shown);
		assertTrue(shown.lines().filter(line -> line.contains(" ")).allMatch(line -> line.length() <= 100), shown);
	}

	@Test
	void nothingIsSaidWhereTheCpuIsAllThereIs() throws IOException {
		use(img2img -> img2img);
		assertEquals(List.of(), notes);
		assertEquals("Ran last on CPU (the best that works here)", SettingsDialog.ranOn(LoadedModel.device().orElseThrow()));
		LoadedModel.close();
		assertTrue(LoadedModel.device().isEmpty());
	}

	@Test
	void afterAFailureTheModelIsLoadedAnew() throws IOException {
		Img2Img first = use(img2img -> img2img);
		assertThrows(OutOfDeviceMemoryException.class, () -> use(img2img -> {
			throw new OutOfDeviceMemoryException("too large", null);
		}));
		assertSame(first, use(img2img -> img2img));
		assertThrows(InferenceException.class, () -> use(img2img -> {
			throw new InferenceException("the device was lost", null);
		}));
		assertNotSame(first, use(img2img -> img2img));
	}

	private <R> R use(LoadedModel.Use<R> action) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		};
		return LoadedModel.use(TestModels.get("sd15"), Img2ImgSettings.defaults(), listener, new Cancellation(), action);
	}
}
