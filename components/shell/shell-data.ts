/** What the frame shows of the workspace and the member. Plain data: it crosses from server to browser. */
export interface ShellWorkspace {
  slug: string;
  name: string;
}
export interface ShellMember {
  name: string;
  email: string;
}

/** Cookie: the member folded the rail to icons. */
export const RAIL_COOKIE = "heed-rail";
