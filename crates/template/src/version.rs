//! Template versions: which are known, and what each can say.

use model::goal::DeletionPolicy;

/// A version of HOT, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 2013-05-23
    V20130523,
    /// 2014-10-16
    V20141016,
    /// 2015-04-30
    V20150430,
    /// 2015-10-15
    V20151015,
    /// 2016-04-08
    V20160408,
    /// 2016-10-14, `newton`
    V20161014,
    /// 2017-02-24, `ocata`
    V20170224,
    /// 2017-09-01, `pike`
    V20170901,
    /// 2018-03-02, `queens`
    V20180302,
    /// 2018-08-31, `rocky`
    V20180831,
    /// 2021-04-16, `wallaby`
    V20210416,
}

impl Version {
    /// The deletion policy that a text means in this version.
    pub fn deletion_policy(self, text: &str) -> Option<DeletionPolicy> {
        let _ = text;
        None
    }
}
