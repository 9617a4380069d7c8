import { parseReference } from '../text/image-reference.ts';

/** A shell, a program that reads lines of its own, one that runs until it is interrupted, or one that ends. */
export type ImageRuns = 'shell' | 'client' | 'endless' | 'ends';

/**
 * What an image runs when it is told nothing else, where it is one of Docker's official images or, by its
 * name, a copy of one in another registry; undefined for any other.
 */
export function runsOfficially(reference: string): ImageRuns | undefined {
  const { name } = parseReference(reference);
  return OFFICIAL.get(name.slice(name.lastIndexOf('/') + 1));
}

/** The official images by the CMD they are published with. Source: docker-library/official-images. */
const OFFICIAL: ReadonlyMap<string, ImageRuns> = new Map(
  Object.entries({
    shell: `almalinux alpine amazonlinux archlinux bash buildpack-deps busybox centos debian docker fedora golang
      opensuse oraclelinux rockylinux ubuntu`,
    client: 'elixir erlang groovy julia node openjdk perl php pypy python r-base ruby swift',
    endless: `adminer caddy cassandra consul couchbase couchdb drupal elasticsearch ghost haproxy httpd influxdb
      jenkins jetty joomla kibana logstash mariadb memcached mongo mysql nats neo4j nextcloud nginx phpmyadmin
      postgres rabbitmq redis registry solr sonarqube tomcat traefik varnish vault wordpress zookeeper`,
    ends: 'hello-world',
  } satisfies Record<ImageRuns, string>).flatMap(([runs, names]) =>
    names.split(/\s+/).map((name) => [name, runs as ImageRuns] as const),
  ),
);
