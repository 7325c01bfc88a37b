declare module "html-to-text" {
  export interface TextBuilder {
    addInline(text: string, options?: Record<string, unknown>): void;
    addLiteral(text: string): void;
  }
  export interface HtmlNode {
    readonly children?: readonly HtmlNode[];
  }
  export type Formatter = (
    node: HtmlNode,
    walk: (nodes: readonly HtmlNode[], builder: TextBuilder) => void,
    builder: TextBuilder,
    options: Record<string, unknown>,
  ) => void;
  export interface HtmlToTextOptions {
    readonly wordwrap?: number | false;
    readonly formatters?: Readonly<Record<string, Formatter>>;
    readonly selectors?: readonly {
      readonly selector: string;
      readonly format?: string;
      readonly options?: Readonly<Record<string, unknown>>;
    }[];
    readonly limits?: Readonly<Record<string, number>>;
  }
  export function compile(options: HtmlToTextOptions): (html: string) => string;
}
