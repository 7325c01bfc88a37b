// What `import "server-only"` means in tests: nothing (STACK §2).
export {};
