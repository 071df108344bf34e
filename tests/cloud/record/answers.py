#!/usr/bin/env python3
"""Records error answers of a real OpenStack for crates/cloud/tests/answers.json.

    answers.py CLOUDS_YAML > answers.json

Provokes each error with the user `demo` (and `admin` where a refusal needs something that only an operator can do), and removes what
it made. What classes the answers must have is not recorded: it is written by hand in the table that the test reads. Only the standard
library and PyYAML are needed.
"""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid

import yaml

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
FOUND = []
UNDO = []


def send(method, url, body=None, token=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)
    request.add_header('Content-Type', 'application/json')
    request.add_header('Accept', 'application/json')
    if token:
        request.add_header('X-Auth-Token', token)
    for key, value in headers.items():
        request.add_header(key.replace('_', '-'), value)
    try:
        answer = OPENER.open(request, timeout=120)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers, answer.read().decode()


class Cloud:
    def __init__(self, settings):
        auth = settings['auth']
        user = {'name': auth['username'], 'password': auth['password'], 'domain': {'id': 'default'}}
        project = {'name': auth['project_name'], 'domain': {'id': 'default'}}
        self.keystone = auth['auth_url']
        body = {'auth': {'identity': {'methods': ['password'], 'password': {'user': user}}, 'scope': {'project': project}}}
        status, headers, text = send('POST', self.keystone + '/auth/tokens', body)
        assert status == 201, text
        self.token = headers['X-Subject-Token']
        token = json.loads(text)['token']
        self.project = token['project']['id']
        self.roots = {}
        for service in token['catalog']:
            url = next(e['url'] for e in service['endpoints'] if e['interface'] == 'public')
            parts = [p for p in url.split('/') if p and p != self.project]
            root = parts[0] + '//' + '/'.join(p for p in parts[1:] if not (p[0] == 'v' and p[1:2].isdigit()))
            self.roots[service['type']] = root

    def call(self, service, method, path, body=None, **headers):
        root = self.roots.get(service) or self.roots[{'volumev3': 'block-storage'}[service]]
        place = path.replace('{project_id}', self.project)
        status, headers, text = send(method, root + place, body, self.token, **headers)
        return status, headers, text, place

    def make(self, service, path, body, undo=True):
        status, _, text, place = self.call(service, 'POST', path, body)
        assert status < 300, text
        made = next(iter(json.loads(text).values()))
        if undo:
            UNDO.append((self, service, place + '/' + str(made['id'])))
        return made

    def fail(self, name, service, method, path, body=None, **headers):
        status, headers, text, place = self.call(service, method, path, body, **headers)
        if status < 400:
            print('no error: %s: %s %s' % (name, status, text), file=sys.stderr)
            return
        FOUND.append({'name': name, 'service': service, 'method': method, 'path': place, 'status': status, 'body': text})


def keystone(demo, admin, settings):
    gone = uuid.uuid4().hex
    demo.fail('no right to list users', 'identity', 'GET', '/v3/users')
    admin.fail('no such user', 'identity', 'GET', '/v3/users/' + gone)
    admin.fail('no such project', 'identity', 'DELETE', '/v3/projects/' + gone)
    admin.fail('user exists', 'identity', 'POST', '/v3/users', {'user': {'name': 'demo', 'domain_id': 'default'}})
    admin.fail('wrong body', 'identity', 'POST', '/v3/users', {'user': {'name': 5}})
    wrong = {'auth': {'identity': {'methods': ['password'], 'password': {'user': {
        'name': 'demo', 'domain': {'id': 'default'}, 'password': 'wrong'}}}}}
    demo.fail('wrong password', 'identity', 'POST', '/v3/auth/tokens', wrong)
    trust = {'auth': dict(wrong['auth'], scope={'OS-TRUST:trust': {'id': gone}})}
    user = trust['auth']['identity']['password']['user']
    trust['auth']['identity'] = {'methods': ['password'], 'password': {'user': dict(
        user, password=settings['clouds']['demo']['auth']['password'])}}
    demo.fail('no such trust', 'identity', 'POST', '/v3/auth/tokens', trust)
    good, demo.token = demo.token, 'gAAAAABwrong'
    for service, path in (('identity', '/v3/projects'), ('network', '/v2.0/networks'), ('compute', '/v2.1/servers'),
                          ('volumev3', '/v3/{project_id}/volumes'), ('image', '/v2/images')):
        demo.fail('wrong token, ' + service, service, 'GET', path)
    demo.token = good


def neutron(demo, admin):
    gone = str(uuid.uuid4())
    n = 'network'
    make = lambda what, path, **body: demo.make(n, '/v2.0/' + path, {what: body})
    fail = lambda name, method, path, body=None: demo.fail(name, n, method, '/v2.0/' + path, body)
    net = make('network', 'networks', name='recorded')['id']
    subnet = make('subnet', 'subnets', network_id=net, cidr='10.99.0.0/24', ip_version=4)['id']
    port = make('port', 'ports', network_id=net, fixed_ips=[{'ip_address': '10.99.0.5'}])
    router = make('router', 'routers', name='recorded')['id']
    group = make('security_group', 'security-groups', name='recorded')['id']
    status, _, text, _ = demo.call(n, 'GET', '/v2.0/networks?router:external=true')
    public = json.loads(text)['networks'][0]['id']
    for what in ('networks', 'subnets', 'ports', 'routers', 'floatingips', 'security-groups', 'security-group-rules'):
        fail('no such one of ' + what, 'DELETE', what + '/' + gone)
    fail('network in use', 'DELETE', 'networks/' + net)
    fail('subnet in use', 'DELETE', 'subnets/' + subnet)
    fail('address taken', 'POST', 'ports', {'port': {'network_id': net, 'fixed_ips': [{'ip_address': '10.99.0.5'}]}})
    fail('mac taken', 'POST', 'ports', {'port': {'network_id': net, 'mac_address': port['mac_address']}})
    fail('address outside', 'POST', 'ports', {'port': {'network_id': net, 'fixed_ips': [{'ip_address': '10.98.0.5'}]}})
    fail('address outside of subnet', 'POST', 'ports', {'port': {'network_id': net, 'fixed_ips': [
        {'subnet_id': subnet, 'ip_address': '10.98.0.5'}]}})
    fail('port on no network', 'POST', 'ports', {'port': {'network_id': gone}})
    fail('port with no group', 'POST', 'ports', {'port': {'network_id': net, 'security_groups': [gone]}})
    fail('subnet overlaps', 'POST', 'subnets', {'subnet': {'network_id': net, 'cidr': '10.99.0.0/25', 'ip_version': 4}})
    fail('no range', 'POST', 'subnets', {'subnet': {'network_id': net, 'cidr': 'ten', 'ip_version': 4}})
    fail('unknown attribute', 'POST', 'networks', {'network': {'colour': 'red'}})
    fail('null for a truth', 'PUT', 'networks/' + net, {'network': {'admin_state_up': None}})
    fail('not his to say', 'POST', 'networks', {'network': {'provider:network_type': 'flat',
                                                            'provider:physical_network': 'x'}})
    flat = {'network': {'provider:network_type': 'flat', 'provider:physical_network': 'recorded'}}
    admin.make(n, '/v2.0/networks', flat)
    admin.fail('flat network taken', n, 'POST', '/v2.0/networks', flat)
    fail('no way out', 'POST', 'routers', {'router': {'external_gateway_info': {'network_id': net}}})
    fail('inner floating', 'POST', 'floatingips', {'floatingip': {'floating_network_id': net}})
    fail('not reachable', 'POST', 'floatingips', {'floatingip': {'floating_network_id': public, 'port_id': port['id']}})
    body = {'subnet_id': subnet}
    demo.call(n, 'PUT', '/v2.0/routers/%s/add_router_interface' % router, body)
    demo.call(n, 'PUT', '/v2.0/routers/' + router, {'router': {'external_gateway_info': {'network_id': public}}})
    fail('joined already', 'PUT', 'routers/%s/add_router_interface' % router, body)
    fail('router in use', 'DELETE', 'routers/' + router)
    _, _, text, _ = demo.call(n, 'GET', '/v2.0/ports?device_id=' + router)
    inner = next(p for p in json.loads(text)['ports'] if p['device_owner'] == 'network:router_interface')
    fail('port of a router', 'DELETE', 'ports/' + inner['id'])
    floating = demo.make(n, '/v2.0/floatingips', {'floatingip': {'floating_network_id': public, 'port_id': port['id']}})
    fail('leads there already', 'POST', 'floatingips', {'floatingip': {'floating_network_id': public, 'port_id': port['id']}})
    fail('interface needed', 'PUT', 'routers/%s/remove_router_interface' % router, body)
    fail('gateway needed', 'PUT', 'routers/' + router, {'router': {'external_gateway_info': {}}})
    demo.call(n, 'DELETE', '/v2.0/floatingips/' + floating['id'])
    demo.call(n, 'PUT', '/v2.0/routers/%s/remove_router_interface' % router, body)
    fail('not joined', 'PUT', 'routers/%s/remove_router_interface' % router, body)
    fail('no such subnet to leave', 'PUT', 'routers/%s/remove_router_interface' % router, {'subnet_id': gone})
    rule = {'security_group_rule': {'security_group_id': group, 'direction': 'ingress', 'protocol': 'tcp',
                                    'port_range_min': '1', 'port_range_max': '2'}}
    demo.call(n, 'POST', '/v2.0/security-group-rules', rule)
    fail('rule exists', 'POST', 'security-group-rules', rule)
    fail('rule of no group', 'POST', 'security-group-rules', {'security_group_rule': dict(
        rule['security_group_rule'], security_group_id=gone)})
    user = make('port', 'ports', network_id=net, security_groups=[group])
    fail('group in use', 'DELETE', 'security-groups/' + group)
    quota = '/v2.0/quotas/' + demo.project
    for what, path in (('network', 'networks'), ('security_group_rule', 'security-group-rules')):
        # A quota cannot be less than what is used.
        _, _, text, _ = admin.call(n, 'PUT', quota, {'quota': {what: 0}})
        used = json.loads(text)['NeutronError']['message'].rsplit(' ', 1)[1]
        admin.call(n, 'PUT', quota, {'quota': {what: int(used)}})
    fail('quota of networks', 'POST', 'networks', {'network': {}})
    rule['security_group_rule']['protocol'] = 'udp'
    fail('quota of rules', 'POST', 'security-group-rules', rule)
    admin.call(n, 'DELETE', quota)
    small = make('subnet', 'subnets', network_id=make('network', 'networks')['id'], cidr='10.97.0.0/30', ip_version=4)
    make('port', 'ports', network_id=small['network_id'])
    fail('no address left', 'POST', 'ports', {'port': {'network_id': small['network_id']}})
    fail('no such path', 'GET', 'colours')
    return net, user


def glance(demo):
    gone = str(uuid.uuid4())
    demo.fail('no such image', 'image', 'GET', '/v2/images/' + gone)
    demo.fail('no such image to delete', 'image', 'DELETE', '/v2/images/' + gone)
    demo.fail('wrong image', 'image', 'POST', '/v2/images', {'visibility': 'loud'})
    demo.fail('image for all', 'image', 'POST', '/v2/images', {'visibility': 'public', 'name': 'x'})
    image = demo.make('image', '/v2/images', {'name': 'recorded'}, undo=False)
    _, _, text, _ = demo.call('image', 'GET', '/v2/images?name=recorded')
    for image in json.loads(text)['images']:
        UNDO.append((demo, 'image', '/v2/images/' + image['id']))
    demo.fail('image not there yet', 'image', 'GET', '/v2/images/%s/members/none' % image['id'])


def nova(demo, admin, net):
    gone = str(uuid.uuid4())
    c = 'compute'
    demo.fail('no such server', c, 'GET', '/v2.1/servers/' + gone)
    demo.fail('no such server to delete', c, 'DELETE', '/v2.1/servers/' + gone)
    demo.fail('no such flavor', c, 'GET', '/v2.1/flavors/' + gone)
    demo.fail('no such keypair', c, 'DELETE', '/v2.1/os-keypairs/nothing')
    demo.fail('wrong server', c, 'POST', '/v2.1/servers', {'server': {'name': 'x'}})
    demo.fail('wrong keypair', c, 'POST', '/v2.1/os-keypairs', {'keypair': {'name': 'x', 'public_key': 'nonsense'}})
    demo.fail('no right to hosts', c, 'GET', '/v2.1/os-hypervisors')
    demo.fail('unknown microversion', c, 'GET', '/v2.1/servers', None, OpenStack_API_Version='compute 2.999')
    _, _, text, _ = demo.call('image', 'GET', '/v2/images?limit=1&status=active')
    image = json.loads(text)['images'][0]['id']
    _, _, text, _ = demo.call(c, 'GET', '/v2.1/flavors')
    flavor = json.loads(text)['flavors'][0]['id']
    server = {'name': 'recorded', 'imageRef': image, 'flavorRef': flavor, 'networks': [{'uuid': net}]}
    demo.fail('server of no flavor', c, 'POST', '/v2.1/servers', {'server': dict(server, flavorRef=gone)})
    demo.fail('server on no network', c, 'POST', '/v2.1/servers', {'server': dict(server, networks=[{'uuid': gone}])})
    demo.fail('server of no image', c, 'POST', '/v2.1/servers', {'server': dict(server, imageRef=gone)})
    quota = '/v2.1/os-quota-sets/' + demo.project
    admin.call(c, 'PUT', quota, {'quota_set': {'instances': 0}})
    demo.fail('quota of servers', c, 'POST', '/v2.1/servers', {'server': server})
    admin.call(c, 'DELETE', quota)
    made = demo.make(c, '/v2.1/servers', {'server': server})
    demo.fail('server busy', c, 'POST', '/v2.1/servers/%s/action' % made['id'], {'suspend': None})
    demo.fail('server does not wait for that', c, 'POST', '/v2.1/servers/%s/action' % made['id'], {'confirmResize': None})


def cinder(demo, admin):
    gone = str(uuid.uuid4())
    v, base = 'volumev3', '/v3/{project_id}/'
    demo.fail('no such volume', v, 'GET', base + 'volumes/' + gone)
    demo.fail('no such volume to delete', v, 'DELETE', base + 'volumes/' + gone)
    demo.fail('no such snapshot', v, 'DELETE', base + 'snapshots/' + gone)
    demo.fail('wrong volume', v, 'POST', base + 'volumes', {'volume': {'size': 'big'}})
    demo.fail('volume of no type', v, 'POST', base + 'volumes', {'volume': {'size': 1, 'volume_type': 'none'}})
    demo.fail('no right to types', v, 'POST', base + 'types', {'volume_type': {'name': 'x'}})
    quota = '/v3/%s/os-quota-sets/%s' % (admin.project, demo.project)
    admin.call(v, 'PUT', quota, {'quota_set': {'volumes': 0}})
    demo.fail('quota of volumes', v, 'POST', base + 'volumes', {'volume': {'size': 1}})
    admin.call(v, 'DELETE', quota)
    made = demo.make(v, base + 'volumes', {'volume': {'size': 1, 'name': 'recorded'}})
    while json.loads(demo.call(v, 'GET', base + 'volumes/' + made['id'])[2])['volume']['status'] != 'available':
        time.sleep(0.5)
    action = '/v3/%s/volumes/%s/action' % (admin.project, made['id'])
    admin.call(v, 'POST', action, {'os-reset_status': {'status': 'creating'}})
    demo.fail('volume busy', v, 'DELETE', base + 'volumes/' + made['id'])
    demo.fail('volume busy to extend', v, 'POST', base + 'volumes/%s/action' % made['id'], {'os-extend': {'new_size': 2}})
    admin.call(v, 'POST', action, {'os-reset_status': {'status': 'in-use', 'attach_status': 'attached'}})
    demo.fail('volume in use', v, 'DELETE', base + 'volumes/' + made['id'])
    admin.call(v, 'POST', action, {'os-reset_status': {'status': 'available', 'attach_status': 'detached'}})
    demo.make(v, base + 'snapshots', {'snapshot': {'volume_id': made['id']}})
    demo.fail('volume with a snapshot', v, 'DELETE', base + 'volumes/' + made['id'])


def main():
    with open(sys.argv[1]) as f:
        settings = yaml.safe_load(f)
    demo, admin = (Cloud(settings['clouds'][name]) for name in ('demo', 'admin'))
    try:
        keystone(demo, admin, settings)
        net, _ = neutron(demo, admin)
        if 'image' in demo.roots:
            glance(demo)
        if 'compute' in demo.roots:
            nova(demo, admin, net)
        if 'volumev3' in demo.roots or 'block-storage' in demo.roots:
            cinder(demo, admin)
    finally:
        for _ in range(3):
            for who, service, path in reversed(UNDO):
                who.call(service, 'DELETE', path)
    json.dump(FOUND, sys.stdout, indent=1)


main()
