/*
 * Annexes: tables made from the ledger, behind the text.
 */
#ifndef PRINT_ANNEX_H
#define PRINT_ANNEX_H

#include "print/page.h"

/* Figures that have a target, from a new page on; nothing if there is none. Words: data/annex. */
bool annex_print(struct soan_report *r, struct pages *pages, struct error *e) SOAN_MUST_USE;

#endif
