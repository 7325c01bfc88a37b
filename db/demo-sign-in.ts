/** Who signs in to the demo workspace. Printed at each start on purpose: a demo listens on loopback alone. */
export const demoSignIn = { email: "ana@northbeam.example", password: "quiet hours, please" };
