/* Which code points may not be stored, and why. Shared with the program that writes the tables. */
#ifndef SOAN_TEXT_DROPPED_H
#define SOAN_TEXT_DROPPED_H

#include <stdint.h>

enum dropped { KEPT, DROP_CONTROL, DROP_BIDI, DROP_INVISIBLE, TO_SPACE, TO_NEWLINE };

static inline enum dropped dropped(uint32_t cp)
{
    if (cp == '\n')
        return KEPT;
    if (cp == '\t')
        return TO_SPACE;
    if (cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029)
        return TO_NEWLINE;
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
        return DROP_CONTROL;
    if (cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
        (cp >= 0x2066 && cp <= 0x2069))
        return DROP_BIDI;
    if (cp == 0xAD || cp == 0x180E || (cp >= 0x200B && cp <= 0x200D) || (cp >= 0x2060 && cp <= 0x2065) ||
        (cp >= 0x206A && cp <= 0x206F) || cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
        (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE || (cp >= 0xE0000 && cp <= 0xE007F))
        return DROP_INVISIBLE;
    return KEPT;
}

static inline int is_private_use(uint32_t cp)
{
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

#endif
