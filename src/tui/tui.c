#include "soan/tui.h"
