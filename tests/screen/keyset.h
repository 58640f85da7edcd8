/* What terminals send for a key. */
#ifndef SCREEN_KEYSET_H
#define SCREEN_KEYSET_H

/* Bytes of a key, NUL-terminated, owned; NULL if the key or the set ("xterm", "app", "putty", "linux", "tmux") is not known. */
char *keyset_bytes(const char *set, const char *name);

#endif
