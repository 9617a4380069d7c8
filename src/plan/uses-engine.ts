import type { Plan } from './plan.ts';

/** Whether anything of a lab may ask a Docker engine, scripts that the document shows included. */
export function usesEngine({ lab, commands }: Plan): boolean {
  return (
    Object.keys(lab.frontMatter.images).length > 0 ||
    commands.some(({ command }) => !command.skip && ASKS.test(command.script)) ||
    lab.steps.some(({ actions }) =>
      actions.some(
        (action) => action.kind === 'check' || (action.kind === 'file' && ASKS.test(action.content)),
      ),
    )
  );
}

/** Docker's clients, its socket, and tools that start containers by themselves. */
const ASKS =
  /\b(?:docker|dockerd|compose|buildx|DOCKER_HOST|kind create|testcontainers|k3d|minikube|act|skaffold)\b/i;
