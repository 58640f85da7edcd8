#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

/* Holds this process, and all it might start, to the directory behind `dir` for writing, and to the system's own
 * directories for reading; nothing can be run any more. Quietly does nothing where the kernel cannot. */
void landlock_enter(int dir);

#endif
