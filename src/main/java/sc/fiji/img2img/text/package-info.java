/**
 * From prompts to embeddings: the syntax of prompts, CLIP's tokenizer, and the text encoders.
 */
package sc.fiji.img2img.text;
