/* Go programs ask bcryptprimitives.dll for random numbers. Old versions of Wine
   lack that library, so the tour's own Wine folder gets this one. For tests
   only: it is never shipped, Windows has the real one. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
	return SystemFunction036(data, (ULONG)length);
}
