/* What a finished escape sequence means. Pure. */
#ifndef TUI_SEQUENCE_H
#define TUI_SEQUENCE_H

#include "tui/keys.h"

/* CSI: parameter and intermediate bytes, then the final one. False: nothing that is typed, to be swallowed. */
bool sequence_csi(const char *params, size_t n, char final, struct key_event *out);
/* SS3: the modifier some terminals put in, then the letter. */
bool sequence_ss3(const char *params, size_t n, char final, struct key_event *out);
/* The keys of ESC [ [ A .. E, the Linux console's F1 to F5. */
bool sequence_linux(char final, struct key_event *out);
/* A report of X10 (bytes less 32 for col and row) or rxvt (decimal): code is the button plus 32. */
bool sequence_mouse(unsigned code, int col, int row, struct key_event *out);
/* K_F1 .. K_F10 for '1' .. '9', '0'. */
enum key sequence_digit_key(char digit);

#endif
