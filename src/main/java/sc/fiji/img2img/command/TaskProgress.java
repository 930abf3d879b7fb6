package sc.fiji.img2img.command;

import org.scijava.app.StatusService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/** SciJava's tasks, with their stop button, and its status bar. */
final class TaskProgress implements Progress {

	private final Task task;

	private final StatusService status;

	TaskProgress(TaskService tasks, StatusService status) {
		this.status = status;
		task = tasks.createTask("Img2Img");
		// NB: or else it counts to 0.
		task.setProgressMaximum(1);
		task.start();
	}

	@Override
	public void say(String message) {
		task.setStatusMessage(message);
		status.showStatus("Img2Img: " + message);
	}

	@Override
	public void show(int done, int total) {
		task.setProgressMaximum(total);
		task.setProgressValue(done);
		status.showProgress(Math.min(done, total - 1), total);
	}

	@Override
	public boolean wantsStop() {
		return task.isCanceled();
	}

	@Override
	public void end() {
		status.showProgress(1, 1);
		// NB: a task that is not finished stays in Fiji's list for ever.
		task.finish();
	}
}
