#ifndef VIET_ENCODING_H
#define VIET_ENCODING_H

#include "soan/viet.h"

#define ENCODING_NO_MEANING 0xFFFFFFFFu

/* What each byte of TCVN3, VISCII or Windows-1258 means; false if the system has no table for it. */
bool encoding_table(enum viet_encoding enc, uint32_t table[256]);

/* Decodes one place of VNI-Windows text: letter and modifiers, *len bytes. 0: no meaning. */
uint32_t vni_decode(const unsigned char *b, size_t left, size_t *len);

/* Code points 0x80..0x9F of Windows-1252, the punctuation of every Windows font; 0: none. */
uint32_t windows_punctuation(unsigned char b);

#endif
