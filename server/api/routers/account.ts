import { memberProcedure, publicProcedure, router } from "@/server/api/trpc";
import {
  changePassword,
  confirmTwoFactor,
  disableTwoFactor,
  enableTwoFactor,
  renewBackupCodes,
  updateProfile,
} from "@/server/services/account/profile";
import { requestReset, resetPassword, verifyEmail } from "@/server/services/account/prove-address";
import {
  changePasswordInput,
  codeInput,
  emailOnlyInput,
  passwordOnlyInput,
  profileInput,
  resetPasswordInput,
  signInInput,
  signUpInput,
  tokenInput,
  verifyTwoFactorInput,
} from "@/server/services/account/schemas";
import { signIn, signOut, verifyTwoFactor } from "@/server/services/account/sign-in";
import { sendVerification, signUp } from "@/server/services/account/sign-up";

export const accountRouter = router({
  me: publicProcedure.query(({ ctx }) => ctx.session()),
  signUp: publicProcedure.input(signUpInput).mutation(({ ctx, input }) => signUp({ ctx: ctx.account, input })),
  signIn: publicProcedure.input(signInInput).mutation(({ ctx, input }) => signIn({ ctx: ctx.account, input })),
  verifyTwoFactor: publicProcedure
    .input(verifyTwoFactorInput)
    .mutation(({ ctx, input }) => verifyTwoFactor({ ctx: ctx.account, input })),
  signOut: publicProcedure.mutation(({ ctx }) => signOut({ ctx: ctx.account })),
  sendVerification: publicProcedure
    .input(emailOnlyInput)
    .mutation(({ ctx, input }) => sendVerification({ ctx: ctx.account, input })),
  verifyEmail: publicProcedure.input(tokenInput).mutation(({ ctx, input }) => verifyEmail({ ctx: ctx.account, input })),
  requestReset: publicProcedure
    .input(emailOnlyInput)
    .mutation(({ ctx, input }) => requestReset({ ctx: ctx.account, input })),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword({ ctx: ctx.account, input })),
  updateProfile: memberProcedure
    .input(profileInput)
    .mutation(({ ctx, input }) => updateProfile({ ctx: ctx.account, input })),
  changePassword: memberProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword({ ctx: ctx.account, input })),
  enableTwoFactor: memberProcedure
    .input(passwordOnlyInput)
    .mutation(({ ctx, input }) => enableTwoFactor({ ctx: ctx.account, input })),
  confirmTwoFactor: memberProcedure
    .input(codeInput)
    .mutation(({ ctx, input }) => confirmTwoFactor({ ctx: ctx.account, input })),
  renewBackupCodes: memberProcedure
    .input(passwordOnlyInput)
    .mutation(({ ctx, input }) => renewBackupCodes({ ctx: ctx.account, input })),
  disableTwoFactor: memberProcedure
    .input(passwordOnlyInput)
    .mutation(({ ctx, input }) => disableTwoFactor({ ctx: ctx.account, input })),
});
