/** Below this zoom cards are flat boxes and lines have no plus (CANVAS B3). */
export const FAR_ZOOM = 0.45;
/** From this many steps only what is in view is mounted. */
export const CULL_FROM = 150;
