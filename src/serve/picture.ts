import { topologyPicture } from '../report/topology-picture.ts';
import type { Training } from '../training/training.ts';
import type { ToPage } from './messages.ts';

/** The networks and containers of a learner as they are now, drawn. */
export async function pictureOf(training: Training): Promise<Extract<ToPage, { t: 'picture' }>> {
  const topology = await training.topology();
  const html = topologyPicture({ ...topology, after: undefined }, 'networks');
  const { networks, containers } = topology;
  const words = `${networks.length} ${networks.length === 1 ? 'network' : 'networks'}, ${containers.length} ${containers.length === 1 ? 'container' : 'containers'}`;
  return { t: 'picture', html, words };
}
