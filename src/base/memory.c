#include <stdio.h>
#include <stdlib.h>

#include "soan/base.h"

static void (*exhausted)(void);

void mem_on_exhaustion(void (*handler)(void))
{
    exhausted = handler;
}

static void *checked(void *p)
{
    if (p)
        return p;
    if (exhausted)
        exhausted();
    fputs(_("soan: out of memory; everything confirmed is kept, start again with less open\n"), stderr);
    exit(SOAN_IO_ERROR);
}

void *mem_alloc(size_t size)
{
    return checked(calloc(1, size ? size : 1));
}

void *mem_array(size_t n, size_t size)
{
    return checked(calloc(n ? n : 1, size ? size : 1));
}

void *mem_resize(void *p, size_t n, size_t size)
{
    return checked(reallocarray(p, n ? n : 1, size ? size : 1));
}

void mem_grow(void **p, size_t *cap, size_t n, size_t size)
{
    if (n <= *cap)
        return;
    size_t want = *cap ? *cap + *cap / 2 : 8;
    if (want < n)
        want = n;
    *p = mem_resize(*p, want, size);
    *cap = want;
}
