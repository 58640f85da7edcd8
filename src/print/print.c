#include "soan/print.h"
