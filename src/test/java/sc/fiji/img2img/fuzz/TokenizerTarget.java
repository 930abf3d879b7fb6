package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.TinyModel;
import sc.fiji.img2img.text.ClipTokenizer;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;

/** Tokenizers, and the prompts that they take apart. */
final class TokenizerTarget implements Target {

	private static final String[] FILES = { "vocab.json", "merges.txt", "tokenizer_config.json", "tokenizer_config.json",
		"special_tokens_map.json", "added_tokens.json", "tokenizer.json" };

	private static final String PROMPT = "a (cat:1.2) [in] ((a)) \\(hat\\) <lora:x:0.5> BREAK ab, \ud83d\ude00 é";

	private ChangedFiles files;

	@Override
	public String name() {
		return "tokenizer";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		TinyModel.writeTokenizer(folder);
		files = new ChangedFiles(folder);
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		String file = FILES[random.nextInt(FILES.length)];
		byte[] original = random.nextInt(3) == 0 || !file.matches("vocab.*|merges.*|tokenizer_.*") ? another(file).getBytes(
			StandardCharsets.UTF_8) : files.read(file);
		byte[] bytes = Damage.text(original, random);
		kept.keep(file, bytes);
		if (file.equals("tokenizer.json")) files.delete("vocab.json");
		Path folder = files.write(file, bytes).getParent();
		String prompt = new String(Damage.text(PROMPT.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
		kept.keep("prompt.txt", prompt.getBytes(StandardCharsets.UTF_8));
		PromptChunks.of(ClipTokenizer.of(folder), Prompt.of(prompt)).size();
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	/** A file as other versions of the programs write it. */
	private static String another(String file) {
		String token = "{\"content\":\"<|endoftext|>\",\"single_word\":false,\"lstrip\":false,\"normalized\":true,\"special\":true}";
		switch (file) {
			case "tokenizer_config.json":
				return "{\"model_max_length\":77,\"added_tokens_decoder\":{\"514\":" + token + "},\"pad_token\":\"!\"}";
			case "special_tokens_map.json":
				return "{\"bos_token\":" + token + ",\"unk_token\":\"<|endoftext|>\"}";
			case "added_tokens.json":
				return "{\"<|endoftext|>\":514,\"<new>\":515}";
			case "tokenizer.json":
				return "{\"added_tokens\":[{\"id\":1," + token.substring(1) +
					"],\"model\":{\"vocab\":{\"a\":0,\"b</w>\":1,\"<|endoftext|>\":2,\"<|startoftext|>\":3},\"merges\":[\"a b</w>\"]}}";
			default:
				return "#version: 0.2\na b</w>\n";
		}
	}
}
