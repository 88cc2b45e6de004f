import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with its counts alone on a line. A file that could not be loaded counts as failed. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    setImmediate(() => {
      console.log(`${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped")} skipped`);
    });
  }
}
