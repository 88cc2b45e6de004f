import { words } from "../../language.ts";
import { TASKS, tried } from "../../practice-tasks.ts";

/** What an adult may try, ticked as it is done. */
export function Tasks() {
  const { practice } = words.value;
  return (
    <section class="card stack" aria-labelledby="tasks">
      <h3 id="tasks">{practice.tasks}</h3>
      <p class="muted">{practice.tasksHow}</p>
      <ol class="tasks">
        {TASKS.map((task) => (
          <li key={task} class={tried.value.has(task) ? "done" : ""}>
            <span aria-hidden="true">{tried.value.has(task) ? "✓" : "○"}</span>
            {practice.task[task]}
            <span class="hidden">({tried.value.has(task) ? practice.doneTask : practice.openTask})</span>
          </li>
        ))}
      </ol>
      <div class="line">
        <button type="button" disabled={tried.value.size === 0} onClick={() => (tried.value = new Set())}>
          {practice.again}
        </button>
      </div>
    </section>
  );
}
