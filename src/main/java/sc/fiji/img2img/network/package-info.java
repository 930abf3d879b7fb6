/**
 * Networks of diffusion models as graphs: built from a configuration and named weights, block by block as their papers
 * have them, in the form that runs best on a provider.
 * <p>
 * Where weights and configurations come from is not known here, nor is any graph run.
 * </p>
 */
package sc.fiji.img2img.network;
