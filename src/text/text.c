#include "soan/text.h"
