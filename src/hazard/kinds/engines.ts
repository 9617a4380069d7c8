import type { HazardKind } from '../hazard.ts';

const SHOWS = /^(?:--version|version|-v|--help|-h|help)$/;

export const engines: HazardKind = {
  found: ({ program, operands, options }) =>
    /^(?:podman|nerdctl|ctr|crictl|buildah|lxc|lxc-.*|runc|minikube|kind)$/.test(program) &&
    ![...operands, ...options].some((word) => SHOWS.test(word))
      ? 'works on another engine of the computer, past labproof'
      : undefined,
};
