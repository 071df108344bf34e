//! Addresses and ranges of addresses, as whole numbers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range that is written as `10.0.0.0/24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    first: u128,
    last: u128,
    four: bool,
}

impl Range {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (ip, bits) = text.split_once('/')?;
        let (ip, bits): (IpAddr, u32) = (ip.parse().ok()?, bits.parse().ok()?);
        let four = ip.is_ipv4();
        let width = if four { 32u32 } else { 128 };
        let host = width.checked_sub(bits)?;
        let mask = if host >= 128 { u128::MAX } else { (1u128 << host) - 1 };
        let number = number(ip);
        Some(Self { first: number & !mask, last: number | mask, four })
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.four == other.four && self.first <= other.last && other.first <= self.last
    }

    pub(crate) fn contains(&self, ip: IpAddr) -> bool {
        ip.is_ipv4() == self.four && (self.first..=self.last).contains(&number(ip))
    }

    /// The address with this number in the range.
    pub(crate) fn nth(&self, at: u128) -> IpAddr {
        address(self.first + at, self.four)
    }

    /// The last one that hosts may have: without the broadcast address of version 4.
    pub(crate) fn last(&self) -> IpAddr {
        address(if self.four { self.last.saturating_sub(1) } else { self.last }, self.four)
    }
}

/// Every address from one to another.
pub(crate) fn between(start: IpAddr, end: IpAddr) -> impl Iterator<Item = IpAddr> {
    (number(start)..=number(end)).map(move |n| address(n, start.is_ipv4()))
}

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => u128::from(u32::from(ip)),
        IpAddr::V6(ip) => u128::from(ip),
    }
}

fn address(number: u128, four: bool) -> IpAddr {
    if four {
        IpAddr::V4(Ipv4Addr::from(u32::try_from(number).unwrap_or(u32::MAX)))
    } else {
        IpAddr::V6(Ipv6Addr::from(number))
    }
}
