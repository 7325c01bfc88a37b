"use client";

import { createContext } from "react";

/** Whether what is written below may only be read: a disabled fieldset does not reach the editors in it. */
export const ReadOnly = createContext(false);
