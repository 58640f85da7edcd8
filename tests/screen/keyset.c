#include "keyset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { XTERM, APP, PUTTY, LINUX, TMUX, SETS };
static const char *const sets[SETS] = {"xterm", "app", "putty", "linux", "tmux"};

static const struct { const char *name; const char *bytes[SETS]; } keys[] = {
    {"Up", {"\033[A", "\033OA", "\033[A", "\033[A", "\033[A"}},
    {"Down", {"\033[B", "\033OB", "\033[B", "\033[B", "\033[B"}},
    {"Right", {"\033[C", "\033OC", "\033[C", "\033[C", "\033[C"}},
    {"Left", {"\033[D", "\033OD", "\033[D", "\033[D", "\033[D"}},
    {"Home", {"\033[H", "\033OH", "\033[1~", "\033[1~", "\033[1~"}},
    {"End", {"\033[F", "\033OF", "\033[4~", "\033[4~", "\033[4~"}},
    {"F1", {"\033OP", "\033OP", "\033[11~", "\033[[A", "\033OP"}},
    {"F2", {"\033OQ", "\033OQ", "\033[12~", "\033[[B", "\033OQ"}},
    {"F3", {"\033OR", "\033OR", "\033[13~", "\033[[C", "\033OR"}},
    {"F4", {"\033OS", "\033OS", "\033[14~", "\033[[D", "\033OS"}},
    {"F5", {"\033[15~", "\033[15~", "\033[15~", "\033[[E", "\033[15~"}},
};

/* The same everywhere. */
static const struct { const char *name, *bytes; } common[] = {
    {"Enter", "\r"}, {"Tab", "\t"}, {"BackTab", "\033[Z"}, {"Esc", "\033"}, {"BS", "\177"}, {"Ins", "\033[2~"},
    {"Del", "\033[3~"}, {"PgUp", "\033[5~"}, {"PgDn", "\033[6~"}, {"F6", "\033[17~"}, {"F7", "\033[18~"},
    {"F8", "\033[19~"}, {"F9", "\033[20~"}, {"F10", "\033[21~"}, {"F11", "\033[23~"}, {"F12", "\033[24~"},
};

char *keyset_bytes(const char *set, const char *name)
{
    char *out;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        if (strcmp(name, common[i].name) == 0)
            return strdup(common[i].bytes);
    }
    for (size_t s = 0; s < SETS; s++) {
        for (size_t i = 0; strcmp(set, sets[s]) == 0 && i < sizeof keys / sizeof *keys; i++) {
            if (strcmp(name, keys[i].name) == 0)
                return strdup(keys[i].bytes[s]);
        }
    }
    if (name[0] == '^' && name[1] && !name[2])
        return asprintf(&out, "%c", name[1] & 0x1F) < 0 ? NULL : out;
    if (strncmp(name, "M-", 2) == 0 && name[2])
        return asprintf(&out, "\033%s", name + 2) < 0 ? NULL : out;
    return NULL;
}
