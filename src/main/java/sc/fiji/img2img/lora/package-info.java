/**
 * LoRA files and their kin: reading them, finding the modules that they change, and changing these in a graph at any
 * weight.
 */
package sc.fiji.img2img.lora;
