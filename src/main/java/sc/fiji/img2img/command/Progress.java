package sc.fiji.img2img.command;

/** Where progress is shown, and where users say that they want to stop. */
interface Progress {

	/** Says what is being done. */
	void say(String message);

	/** Shows that so much of a whole is done. */
	void show(int done, int total);

	/** Whether the user wants to stop; asked often, on another thread. */
	boolean wantsStop();

	/** All is over, one way or the other. */
	void end();
}
