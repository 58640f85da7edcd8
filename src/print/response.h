/* The table of opinions and how they were taken up. */
#ifndef PRINT_RESPONSE_H
#define PRINT_RESPONSE_H

#include "print/annex.h"

/* bodies: in the order of those who speak, else of the sections. */
bool response_print(struct printer *p, bool bodies) SOAN_MUST_USE;
bool response_csv(struct printer *p, bool bodies, soan_sink_fn *sink, void *arg) SOAN_MUST_USE;

#endif
