"use client";

import { Search } from "lucide-react";
import { Input, type InputProps } from "./input";

export interface SearchInputProps extends Omit<InputProps, "leading" | "type" | "value" | "onValueChange"> {
  /** What is looked through: "Search contacts". */
  "aria-label": string;
  value: string;
  onSearch: (text: string) => void;
}

/** The field over a list that narrows it as one types. */
export function SearchInput({ onSearch, ...rest }: SearchInputProps) {
  return <Input {...rest} type="search" leading={<Search />} onValueChange={(text) => onSearch(text)} />;
}
