#include "soan/base.h"

bool error_set(struct error *e, enum soan_status_code status, const char *fmt, ...)
{
    if (!e)
        return false;
    struct text message = {0};
    va_list ap;
    va_start(ap, fmt);
    text_vprintf(&message, fmt, ap);
    va_end(ap);
    /* A file name or a value may hold anything; a terminal must see none of it as a command. */
    for (size_t i = 0; i < message.len; i++) {
        unsigned char c = (unsigned char)message.bytes[i];
        bool c1 = c == 0xC2 && i + 1 < message.len && (unsigned char)message.bytes[i + 1] < 0xA0;
        if (c < 0x20 || c == 0x7F || c1)
            message.bytes[i] = '?';
        if (c1)
            message.bytes[i + 1] = '?';
    }
    error_free(e);
    e->status = status;
    e->message = message;
    return false;
}

void error_free(struct error *e)
{
    text_free(&e->message);
    e->status = SOAN_DONE;
}
