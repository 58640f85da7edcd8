#include "soan/viet.h"
