/* The table that data/embed.c writes. */
#ifndef BASE_DATA_H
#define BASE_DATA_H
#include <stddef.h>
struct data_file { const char *name; const char *bytes; size_t len; };
extern const struct data_file data_files[];
extern const size_t data_files_count;
#endif
