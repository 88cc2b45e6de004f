import { words } from "../../language.ts";
import { type Feedback, feedback, TASKS, tried } from "../../practice-tasks.ts";

/** What an adult may try, ticked as it is done, and how it was done. */
export function Tasks() {
  const { practice } = words.value;
  return (
    <section class="card stack" aria-labelledby="tasks">
      <h3 id="tasks">{practice.tasks}</h3>
      <p class="muted">{practice.tasksHow}</p>
      <ol class="tasks" aria-live="polite">
        {TASKS.map((task) => {
          const said = feedback.value[task];
          return (
            <li key={task} class={tried.value.has(task) ? "done" : ""}>
              <span aria-hidden="true">{tried.value.has(task) ? "✓" : "○"}</span>
              <span>
                {practice.task[task]}
                <span class="hidden">({tried.value.has(task) ? practice.doneTask : practice.openTask})</span>
                {said && <small class="muted feedback">{inWords(said)}</small>}
              </span>
            </li>
          );
        })}
      </ol>
      <div class="line">
        <button
          type="button"
          disabled={tried.value.size === 0}
          onClick={() => {
            tried.value = new Set();
            feedback.value = {};
          }}
        >
          {practice.again}
        </button>
      </div>
    </section>
  );

  function inWords(one: Feedback): string {
    return one.said === "windBroken" ? practice.feedback.windBroken : practice.feedback[one.said](one.seconds);
  }
}
