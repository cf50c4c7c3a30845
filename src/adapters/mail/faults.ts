import type { Line } from './template-files';

/** Every fault of the templates, each told once, so that one start shows all. */
export class Faults {
  private readonly found = new Set<string>();

  add(sentence: string): void {
    this.found.add(sentence);
  }

  at({ file, number }: Pick<Line, 'file' | 'number'>, sentence: string): void {
    this.add(`${file}:${number}: ${sentence}`);
  }

  list(): string[] {
    return [...this.found];
  }
}
