package sc.fiji.img2img.command;

/** The ways in which a command learns what is wanted. */
enum Invocation {

	/** From the options of a macro's call; failures end the macro. */
	MACRO,

	/** From the values that a script has given; failures are exceptions. */
	SCRIPT,

	/** From the user; after a failure, the dialog opens again. */
	DIALOG
}
