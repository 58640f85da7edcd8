#include "soan/base.h"

int main(void)
{
    return SOAN_USAGE;
}
