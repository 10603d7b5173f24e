/* Asks a window to close, the way its frame's button does, so that the program
   can save first. There is no window manager on the virtual display to do it.
     close-window WINDOW-ID */
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
	Display *display = XOpenDisplay(NULL);
	if (argc != 2 || display == NULL) {
		fprintf(stderr, "usage: close-window WINDOW-ID, with DISPLAY set\n");
		return 2;
	}
	XEvent event = {0};
	event.xclient.type = ClientMessage;
	event.xclient.window = strtoul(argv[1], NULL, 0);
	event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
	event.xclient.format = 32;
	event.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
	event.xclient.data.l[1] = CurrentTime;
	XSendEvent(display, event.xclient.window, False, NoEventMask, &event);
	XCloseDisplay(display);
	return 0;
}
